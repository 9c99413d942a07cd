package io.backline.order.order;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.math.BigDecimal;
import java.util.Map;

/** Which orders are held by rule as they come. */
@ConfigMapping(prefix = "backline.holds")
interface HoldSettings {
    /** By currency: what an order may be worth without approval. */
    Map<String, BigDecimal> approvalOver();

    /** Whether the first order of a customer waits until somebody has looked at it. */
    @WithDefault("false")
    boolean newCustomers();
}
