package io.backline.order.order;

import io.backline.order.order.OrderKeys.Claim;
import io.backline.order.order.Placement.Known;
import io.backline.order.order.Placement.Placed;
import io.backline.order.order.Placement.Taken;
import io.backline.web.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Lets every order in once. A channel with its external id names one order for ever, an Idempotency-Key for some days: who posts the same again gets that
 * order, who posts something else under the name is refused. The unique constraints decide, so it holds between replicas too.
 */
@ApplicationScoped
class Register {
    private final Orders orders;
    private final OrderKeys keys;

    Register(Orders orders, OrderKeys keys) {
        this.orders = orders;
        this.keys = keys;
    }

    /** One answer a candidate, in their order. */
    List<Placement> enter(List<Candidate> candidates) {
        var answers = new HashMap<UUID, Placement>();
        var holders = claimKeys(candidates);
        var fresh = candidates.stream()
                .filter(candidate -> !holders.containsKey(candidate.orderId()))
                .toList();
        enterNames(fresh, answers);
        for (var candidate : candidates) {
            var holder = holders.get(candidate.orderId());
            if (holder != null) {
                answers.put(candidate.orderId(), behind(holder, candidate, answers));
            }
        }
        return candidates.stream()
                .map(candidate -> Objects.requireNonNull(answers.get(candidate.orderId())))
                .toList();
    }

    private Map<UUID, Claim> claimKeys(List<Candidate> candidates) {
        var claims = new ArrayList<Claim>();
        for (var candidate : candidates) {
            var key = candidate.posting().key();
            if (key != null) {
                claims.add(new Claim(key, candidate.fingerprint(), candidate.orderId()));
            }
        }
        return keys.claim(claims);
    }

    private void enterNames(List<Candidate> candidates, Map<UUID, Placement> answers) {
        var added = orders.add(candidates);
        var late = candidates.stream()
                .filter(candidate -> !added.contains(candidate.orderId()))
                .toList();
        var namesakes = orders.namesakes(late);
        var known = new HashMap<String, UUID>();
        var refused = new ArrayList<String>();
        for (var candidate : candidates) {
            var key = candidate.posting().key();
            var namesake = namesakes.get(candidate.orderId());
            if (namesake == null) {
                answers.put(candidate.orderId(), new Placed(candidate.order()));
            } else if (namesake.fingerprint().equals(candidate.fingerprint())) {
                answers.put(candidate.orderId(), new Known(namesake.orderId()));
                if (key != null) {
                    known.put(key, namesake.orderId());
                }
            } else {
                answers.put(
                        candidate.orderId(),
                        new Taken(new Violation("externalId", "was posted before in this channel with another body")));
                if (key != null) {
                    refused.add(key);
                }
            }
        }
        keys.rename(known);
        keys.free(refused);
    }

    /** Somebody was first under the key; it may stand in the same list. */
    private static Placement behind(Claim holder, Candidate candidate, Map<UUID, Placement> answers) {
        if (!holder.fingerprint().equals(candidate.fingerprint())) {
            return new Taken(new Violation("Idempotency-Key", "was used before with another body"));
        }
        return answers.get(holder.orderId()) instanceof Placement first && !(first instanceof Placed)
                ? first
                : new Known(holder.orderId());
    }
}
