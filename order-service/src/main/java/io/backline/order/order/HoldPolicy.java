package io.backline.order.order;

import io.backline.events.HoldKind;
import io.backline.order.order.NewOrder.NewHold;
import io.backline.order.order.Placement.Placed;
import io.backline.order.order.Placement.Taken;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds orders by rule as they come, and says why in words. */
@ApplicationScoped
@Startup
class HoldPolicy {
    private static final String POLICY = "policy";

    private final Orders orders;
    private final Map<Currency, BigDecimal> approvalOver = new HashMap<>();
    private final boolean newCustomers;

    HoldPolicy(Orders orders, HoldSettings settings) {
        this.orders = orders;
        this.newCustomers = settings.newCustomers();
        settings.approvalOver().forEach((code, most) -> {
            var currency = Currency.getInstance(code.toUpperCase(Locale.ROOT));
            approvalOver.put(currency, most.setScale(currency.getDefaultFractionDigits()));
        });
    }

    /** The holds by rule of each order, in their order. */
    List<List<NewHold>> holdsOf(List<NewOrder> comers) {
        if (approvalOver.isEmpty() && !newCustomers) {
            return Collections.nCopies(comers.size(), List.of());
        }
        var known = newCustomers ? customersKnown(comers) : Set.<String>of();
        var holds = new ArrayList<List<NewHold>>();
        for (var order : comers) {
            var byRule = new ArrayList<NewHold>();
            holdForApproval(order, byRule);
            if (newCustomers && known.add(order.customer().id())) {
                byRule.add(hold(HoldKind.FRAUD, "new customer: no earlier order is known"));
            }
            holds.add(byRule);
        }
        return holds;
    }

    private Set<String> customersKnown(List<NewOrder> comers) {
        return new HashSet<>(orders.knownCustomers(
                comers.stream().map(order -> order.customer().id()).collect(Collectors.toSet())));
    }

    private void holdForApproval(NewOrder order, List<NewHold> byRule) {
        var currency = Currency.getInstance(order.currency());
        var most = approvalOver.get(currency);
        if (most != null && order.value().compareTo(most) > 0) {
            byRule.add(hold(
                    HoldKind.APPROVAL,
                    "order value %s is over %s".formatted(text(order.value(), currency), text(most, currency))));
        }
    }

    private static String text(BigDecimal amount, Currency currency) {
        return String.format(
                Locale.ROOT, "%,." + currency.getDefaultFractionDigits() + "f %s", amount, currency.getCurrencyCode());
    }

    private static NewHold hold(HoldKind kind, String reason) {
        return new NewHold(kind, reason, POLICY, null, null);
    }

    /** Of one customer's orders that come together the first one is held; if that one is refused, only placing them one by one tells which is the first. */
    void check(List<Candidate> candidates, List<Placement> placements) {
        var inDoubt = new HashSet<String>();
        for (var i = 0; i < candidates.size(); i++) {
            var order = candidates.get(i).order();
            var customer = order.identity().customerId();
            if (placements.get(i) instanceof Taken && isHeldAsFirst(order)) {
                inDoubt.add(customer);
            } else if (placements.get(i) instanceof Placed && inDoubt.contains(customer)) {
                throw new IllegalStateException("which order is the first of a new customer is not clear yet");
            }
        }
    }

    private static boolean isHeldAsFirst(Order order) {
        return order.holds().stream().anyMatch(hold -> hold.kind() == HoldKind.FRAUD && POLICY.equals(hold.by()));
    }
}
