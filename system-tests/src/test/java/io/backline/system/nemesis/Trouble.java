package io.backline.system.nemesis;

import io.backline.demo.invariant.Store;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Without which a bug does no harm. */
enum Trouble {
    NONE {
        @Override
        void make(Site site, Trade trade, Store service) {}
    },
    MESSAGES_TWICE {
        @Override
        void make(Site site, Trade trade, Store service) {
            trade.courier().become(Courier.Manner.TWICE);
        }
    },
    A_BROKER_THAT_IS_SILENT_WHILE_THE_SERVICE_DIES {
        @Override
        void make(Site site, Trade trade, Store service) throws Exception {
            TimeUnit.SECONDS.sleep(2);
            site.broker().signal(Signals.FREEZE);
            TimeUnit.SECONDS.sleep(2);
            site.replicasOf(service).forEach(Replica::kill);
            site.broker().signal(Signals.THAW);
        }
    };

    static Trouble of(String words) {
        return Arrays.stream(values())
                .filter(trouble -> trouble.words().equals(words))
                .findFirst()
                .orElseThrow();
    }

    private String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Within a round of trade. */
    abstract void make(Site site, Trade trade, Store service) throws Exception;
}
