package org.onewindow.identity;

import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.onewindow.audit.Audit;
import org.onewindow.audit.AuditRecord;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Defects;
import org.onewindow.shared.Role;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Accounts of people outside the authority, who sign in with their identity number. */
@Service
public class Citizens {

    private static final String ACT = "registration";

    private final Accounts accounts;
    private final Passwords passwords;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Citizens(Accounts accounts, Passwords passwords, Audit audit, TransactionTemplate transaction, Clock clock) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Adds what is wrong with a password that somebody has chosen, who is known by {@code known}. */
    public void judge(Defects defects, String field, String chosen, String... known) {
        Passwords.judge(defects, field, chosen, known);
    }

    /**
     * Opens an account to whoever was proved to be this person, unless he has one. The work is much the same either way, and
     * so is the answer; that somebody tried is on record with the account that was there.
     *
     * @param person with an identity number in normal form
     * @param had what is done, in the same transaction, with the id of the account that was there
     * @throws org.onewindow.shared.Refusal TOO_MANY {@code too-many-logins}
     */
    public void open(Person person, String password, Consumer<String> had) {
        String hashed = passwords.hash(password);
        try {
            openOrTell(person, hashed, had);
        } catch (DuplicateKeyException another) {
            // Sent twice at once: the other one has opened it, so now it is there.
            openOrTell(person, hashed, had);
        }
    }

    private void openOrTell(Person person, String hashed, Consumer<String> had) {
        transaction.executeWithoutResult(status -> accounts.citizen(person.idNo())
                .map(Accounts.Credentials::actor)
                .ifPresentOrElse(
                        there -> {
                            note(there, "409");
                            had.accept(there.id());
                        },
                        () -> note(opened(person, hashed), AuditRecord.DONE)));
    }

    private Actor opened(Person person, String hashed) {
        String id = UUID.randomUUID().toString();
        accounts.openCitizen(id, hashed, person);
        return new Actor(id, Set.of(Role.APPLICANT), "");
    }

    private void note(Actor account, String result) {
        audit.record(AuditRecord.of(clock.instant(), null, ACT, account.id(), result));
    }
}
