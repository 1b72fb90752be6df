package org.onewindow.packaged;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneId;
import org.onewindow.support.Caller;

/** Applications of Li Na's company for made-up vehicles, and what the rules make of each. */
enum Applications {
    /** Goes to an officer. */
    LARGE("鲁F10001", "01", "LARGE"),
    /** Goes to an officer, too. */
    BIG_BOX("鲁FKB570", "01", "LARGE"),
    /** Granted by rule. */
    LIGHT("鲁F10002", "02", "ORDINARY"),
    /** No pass is needed. */
    PICKUP("鲁F10005", "02", "ORDINARY"),
    /** Refused by rule. */
    UNINSPECTED("鲁F10006", "01", "LARGE");

    private final String plate;
    private final String type;
    private final String passClass;

    Applications(String plate, String type, String passClass) {
        this.plate = plate;
        this.type = type;
        this.passClass = passClass;
    }

    String body() {
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        return """
                {"passClass":"%s","plate":{"number":"%s","type":"%s"},"zones":["ZF"],"period":{"from":"%s","to":"%s"},\
                "purpose":"运送建材","goods":{"kind":"建材","hazardous":false},\
                "applicant":{"kind":"COMPANY","creditCode":"91370600MA0000007C"},\
                "contact":{"name":"李娜","mobile":"13800000002"}}""".formatted(passClass, plate, type, today, today.plusDays(29));
    }

    HttpResponse<String> submit(Caller office, String token, String key) {
        return office.call(
                "POST",
                "/api/truck-pass-applications",
                body(),
                "Authorization",
                "Bearer " + token,
                "Content-Type",
                "application/json",
                "Idempotency-Key",
                key);
    }
}
