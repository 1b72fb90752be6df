package org.onewindow.pass;

import java.util.Map;
import org.onewindow.database.AddedColumns;
import org.springframework.stereotype.Component;

/** Each check names the edition of the rule by which it was judged. */
@Component
class V0710__RuleOfACheck extends AddedColumns {

    V0710__RuleOfACheck() {
        super("source_check", Map.of("rule", "VARCHAR(60) NULL"));
    }
}
