package io.backline.demo.invariant;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where the databases of the three services are; read only. */
public record Stores(String orderUrl, String inventoryUrl, String notificationUrl, String user, String password) {

    public Connection open(Store store) throws SQLException {
        var url =
                switch (store) {
                    case ORDER -> orderUrl;
                    case INVENTORY -> inventoryUrl;
                    case NOTIFICATION -> notificationUrl;
                };
        var connection = DriverManager.getConnection(url, user, password);
        connection.setReadOnly(true);
        return connection;
    }

    /** The first column of the only row. */
    public long number(Store store, String query) throws SQLException {
        try (var connection = open(store);
                var rows = connection.createStatement().executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** The rows of a query by column name; for few rows. */
    public List<Map<String, String>> rows(Store store, String query) throws SQLException {
        try (var connection = open(store);
                var rows = connection.createStatement().executeQuery(query)) {
            var all = new ArrayList<Map<String, String>>();
            while (rows.next()) {
                var row = new LinkedHashMap<String, String>();
                for (var i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.put(rows.getMetaData().getColumnLabel(i), String.valueOf(rows.getString(i)));
                }
                all.add(row);
            }
            return all;
        }
    }
}
