package org.onewindow.registration;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Supplier;
import org.onewindow.calendar.OfficeTime;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.identity.Citizens;
import org.onewindow.identity.Person;
import org.onewindow.notification.Notice;
import org.onewindow.notification.Notifications;
import org.onewindow.register.Answer;
import org.onewindow.register.Answer.Outcome;
import org.onewindow.register.PersonRecord;
import org.onewindow.register.PopulationRegister;
import org.onewindow.shared.CitizenId;
import org.onewindow.shared.Defects;
import org.onewindow.shared.Mobile;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Times;
import org.springframework.stereotype.Service;

@Service
class Registrations {

    /** What somebody tells of himself. */
    record Registration(String name, String citizenId, String mobile, String password) {

        @Override
        public String toString() {
            return "Registration[…]";
        }
    }

    private static final int LONGEST_NAME = 50;

    private final PopulationRegister population;
    private final Citizens citizens;
    private final Notifications notifications;
    private final Clock clock;

    Registrations(PopulationRegister population, Citizens citizens, Notifications notifications, Clock clock) {
        this.population = population;
        this.citizens = citizens;
        this.notifications = notifications;
        this.clock = clock;
    }

    /**
     * Opens an account for whoever the population register knows by this name and number, and who has none; then he signs in
     * with the number. Who has one already is answered alike, and his account stays as it is; its owner is told that
     * somebody tried, once a day.
     *
     * @throws Refusal INVALID with what is wrong; {@code identity-unproven} when the register knows nobody alive of both
     *     name and number; UNAVAILABLE {@code population-register-silent}
     */
    void register(Registration asked) {
        String name = asked.name() == null ? "" : asked.name().strip();
        Optional<String> citizenId =
                valid(() -> CitizenId.parse(asked.citizenId()).value());
        Optional<String> mobile = valid(() -> Mobile.parse(asked.mobile()).value());
        Defects defects = new Defects()
                .require(!name.isEmpty() && name.length() <= LONGEST_NAME, "name", "name-missing")
                .require(citizenId.isPresent(), "citizenId", "citizen-id-malformed")
                .require(mobile.isPresent(), "mobile", "mobile-malformed")
                .require(asked.password() != null, "password", "password-missing");
        if (asked.password() != null) {
            citizens.judge(defects, "password", asked.password(), citizenId.orElse(""), mobile.orElse(""));
        }
        defects.refuse();
        Answer<PersonRecord> known = population.ask(name, citizenId.orElseThrow());
        if (known.outcome() == Outcome.SILENT) {
            throw Refusal.unavailable("population-register-silent");
        }
        if (known.outcome() == Outcome.NOT_FOUND || known.value().status() != PersonRecord.Status.NORMAL) {
            throw Refusal.invalid("citizenId", "identity-unproven");
        }
        citizens.open(
                new Person(name, citizenId.orElseThrow(), mobile.orElseThrow()), asked.password(), this::tellOwner);
    }

    private void tellOwner(String account) {
        Instant now = Times.toMillis(clock.instant());
        notifications.tell(new Notice(
                "registration/" + account + "/" + LocalDate.ofInstant(now, WorkingCalendar.ZONE),
                account,
                account,
                Notice.Kind.REGISTRATION_TRIED,
                now,
                null,
                locale -> new Object[] {OfficeTime.moment(now)}));
    }

    private static Optional<String> valid(Supplier<String> parsed) {
        try {
            return Optional.of(parsed.get());
        } catch (Refusal malformed) {
            return Optional.empty();
        }
    }
}
