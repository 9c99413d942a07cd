package io.backline.demo.invariant;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** All that must hold over the three databases when it is quiet. */
public final class Invariants {
    private final Stores stores;

    public Invariants(Stores stores) {
        this.stores = stores;
    }

    public static List<Invariant> all() {
        return List.of();
    }

    /** The broken ones; none, if all is well. */
    public List<Violation> check() throws SQLException {
        var broken = new ArrayList<Violation>();
        for (var invariant : all()) {
            new Check(stores).of(invariant).ifPresent(broken::add);
        }
        return broken;
    }
}
