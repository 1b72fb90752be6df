package org.onewindow.exchange;

import org.onewindow.database.AddedIndex;
import org.springframework.stereotype.Component;

/** A letter is found when its index changes. */
@Component
class V1215__LettersByContent extends AddedIndex {

    V1215__LettersByContent() {
        super("exchange_letter", "ix_exchange_letter_content", "body_hash");
    }
}
