package org.onewindow.homevisit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.homevisit.HomeVisit.Status;
import org.onewindow.identity.Accounts;
import org.onewindow.notification.Notice.Kind;
import org.onewindow.outlet.Outlet;
import org.onewindow.outlet.Outlets;
import org.onewindow.outlet.Point;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Defects;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Role;
import org.onewindow.shared.Times;
import org.onewindow.workflow.Workflow;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The verbs of a home visit. Each writes the visit, then moves its process, in one transaction. */
@Service
@Transactional
@EnableConfigurationProperties(HomeVisitRules.class)
public class HomeVisits {

    private static final String PROCESS = "home-visit";
    private static final int MOST_LISTED = 100;

    /** @param travel from the visit before, or from the outlet */
    public record Stop(HomeVisit visit, Duration travel) {}

    /** Somebody of the authority who goes to people's homes. */
    public record Officer(String id, String name) {}

    private final HomeVisitRepository visits;
    private final HomeVisitRules rules;
    private final Outlets outlets;
    private final Accounts accounts;
    private final WorkingCalendar calendar;
    private final Workflow workflow;
    private final HomeVisitNotices notices;
    private final Clock clock;

    HomeVisits(
            HomeVisitRepository visits,
            HomeVisitRules rules,
            Outlets outlets,
            Accounts accounts,
            WorkingCalendar calendar,
            Workflow workflow,
            HomeVisitNotices notices,
            Clock clock) {
        this.visits = visits;
        this.rules = rules;
        this.outlets = outlets;
        this.accounts = accounts;
        this.calendar = calendar;
        this.workflow = workflow;
        this.notices = notices;
        this.clock = clock;
    }

    /**
     * The nearest outlet of the division that serves all items gets it.
     *
     * @throws Refusal with all of {@code home-visit-not-eligible}, {@code home-visit-items}, {@code home-visit-item}; or
     *     {@code home-visit-area}
     */
    public HomeVisit request(
            Actor citizen, String reason, List<String> asked, String division, String address, Point point) {
        List<String> items = List.copyOf(new LinkedHashSet<>(asked));
        var defects = new Defects()
                .require(
                        rules.reasons().contains(reason),
                        "reason",
                        "home-visit-not-eligible",
                        String.join(", ", rules.reasons()))
                .require(
                        !items.isEmpty() && items.size() <= rules.itemsAtMost(),
                        "items",
                        "home-visit-items",
                        rules.itemsAtMost());
        items.stream()
                .filter(item -> !rules.atHome(item))
                .forEach(item -> defects.require(false, "items", "home-visit-item", item));
        defects.refuse();
        Outlet outlet = outlets.offering(items.get(0), point).stream()
                .filter(one -> one.division().equals(division))
                .filter(one ->
                        items.stream().allMatch(item -> one.itemGroup(item).isPresent()))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("division", "home-visit-area"));
        Instant now = now();
        var visit = new HomeVisit(
                UUID.randomUUID().toString(),
                citizen.id(),
                reason,
                items,
                division,
                outlet.code(),
                outlet.unit(),
                address,
                point,
                Status.REQUESTED,
                now,
                calendar.deadline(calendar.receivedAt(now), rules.planWorkingDays())
                        .due(),
                false,
                null,
                null,
                null,
                null,
                0);
        visits.insert(visit);
        workflow.start(PROCESS, visit.id(), Map.of());
        return visit;
    }

    /**
     * @param officer account of whoever goes
     * @throws Refusal {@code home-visit-unknown}, {@code home-visit-officer}, {@code home-visit-past},
     *     {@code home-visit-day-off}, {@code home-visit-unreachable}, {@code home-visit-status}
     */
    public HomeVisit plan(Actor clerk, String id, String officer, Instant startsAt) {
        HomeVisit visit = ofUnit(clerk, id);
        accounts.actor(officer)
                .filter(one -> one.is(Role.OFFICER) && clerk.worksFor(one.unit()))
                .orElseThrow(() -> Refusal.invalid("officer", "home-visit-officer"));
        if (!startsAt.isAfter(now())) {
            throw Refusal.invalid("startsAt", "home-visit-past");
        }
        LocalDate day = LocalDate.ofInstant(startsAt, WorkingCalendar.ZONE);
        Outlet outlet = outlets.outlet(visit.outlet());
        if (outlets.hours(outlet, day, day).sessions(outlet, day).isEmpty()) {
            throw Refusal.invalid("startsAt", "home-visit-day-off");
        }
        HomeVisit planned = visit.planned(
                officer, startsAt, startsAt.plus(rules.length(visit.items().size())));
        visits.lockOfficer(officer);
        requireReachable(planned, visitsOn(officer, day));
        visits.update(planned);
        workflow.deliver("home-visit-planned", id);
        return notices.told(visits.find(id).orElseThrow(), Kind.HOME_VISIT_PLANNED);
    }

    private void requireReachable(HomeVisit planned, List<HomeVisit> others) {
        for (HomeVisit other : others) {
            Duration travel = rules.travel(other.point(), planned.point());
            boolean before = !planned.endsAt().plus(travel).isAfter(other.startsAt());
            boolean behind = !other.endsAt().plus(travel).isAfter(planned.startsAt());
            if (!before && !behind) {
                throw Refusal.conflict("home-visit-unreachable", travel.toMinutes());
            }
        }
    }

    /**
     * The time cannot be kept: it is to be planned anew.
     *
     * @throws Refusal {@code home-visit-unknown}, {@code home-visit-status} unless it is planned
     */
    public HomeVisit replan(Actor clerk, String id) {
        visits.update(ofUnit(clerk, id).unplanned());
        workflow.deliver("home-visit-postponed", id);
        return notices.told(visits.find(id).orElseThrow(), Kind.HOME_VISIT_POSTPONED);
    }

    /** @throws Refusal {@code home-visit-unknown}, {@code home-visit-status} when it is over */
    public HomeVisit cancel(Actor citizen, String id) {
        visits.update(own(citizen, id).cancelled(now()));
        workflow.cancel(id, "cancelled by the citizen");
        return notices.told(visits.find(id).orElseThrow(), Kind.HOME_VISIT_CANCELLED);
    }

    /**
     * The officer's record, which may arrive hours after he made it, and more than once: the id that his device gave it makes
     * it one. What he brings back on paper a clerk of the unit enters for him; who entered it is kept.
     *
     * @param reportId made by the device, or by the form
     * @param recordedAt when the officer made it
     * @throws Refusal {@code home-visit-unknown} unless he was sent there or works at the desk of its unit, {@code home-visit-results},
     *     {@code home-visit-recorded-at}, {@code home-visit-report-other}, {@code home-visit-reported}, or
     *     {@code home-visit-status} when nobody is expected
     */
    public HomeVisit report(Actor by, String id, String reportId, Instant recordedAt, List<Result> results) {
        HomeVisit visit = handled(by, id);
        String known = visits.reported(reportId).orElse(null);
        if (known != null) {
            if (!known.equals(id)) {
                throw Refusal.conflict("home-visit-report-other");
            }
            return visit;
        }
        if (visit.status() == Status.DONE) {
            throw Refusal.conflict("home-visit-reported");
        }
        if (visit.status() != Status.PLANNED) {
            throw Refusal.conflict("home-visit-status", visit.status());
        }
        Set<String> told = results.stream().map(Result::item).collect(Collectors.toSet());
        new Defects()
                .require(
                        told.equals(Set.copyOf(visit.items())) && told.size() == results.size(),
                        "results",
                        "home-visit-results",
                        String.join(", ", visit.items()))
                .require(
                        !recordedAt.isBefore(visit.startsAt()) && !recordedAt.isAfter(now()),
                        "recordedAt",
                        "home-visit-recorded-at")
                .refuse();
        visits.report(reportId, visit, by.id(), recordedAt, now(), results);
        workflow.deliver("home-visit-reported", id);
        return visits.find(id).orElseThrow();
    }

    /** Step of the diagram: all items are closed together, at the moment that the officer recorded. */
    public void close(String id) {
        HomeVisit visit = visits.find(id).orElseThrow();
        visits.update(visit.done(visits.recordedAt(id).orElseThrow()));
        notices.told(visits.find(id).orElseThrow(), Kind.HOME_VISIT_DONE);
    }

    /** Step of the diagram: the time to plan has passed. */
    public void markLate(String id) {
        HomeVisit visit = visits.find(id).orElseThrow();
        if (visit.status() == Status.REQUESTED && !visit.planLate()) {
            visits.update(visit.late());
        }
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    public Instant planBy(String id) {
        return visits.find(id).orElseThrow().planBy();
    }

    /** Where the officer goes on that day, in order, with the time that each way takes. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Stop> route(Actor officer, LocalDate day) {
        return stops(officer.id(), day);
    }

    private List<Stop> stops(String officer, LocalDate day) {
        var stops = new ArrayList<Stop>();
        Point from = null;
        for (HomeVisit visit : visitsOn(officer, day)) {
            Point start = from == null ? outlets.outlet(visit.outlet()).point() : from;
            stops.add(new Stop(visit, rules.travel(start, visit.point())));
            from = visit.point();
        }
        return stops;
    }

    /**
     * Who of the unit goes where on that day: one route after the other, each in order, without what other units have planned
     * for the same officer.
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Map<Officer, List<Stop>> routes(Actor clerk, LocalDate day) {
        var routes = new LinkedHashMap<Officer, List<Stop>>();
        visits.officersOn(clerk.unit(), midnight(day), midnight(day.plusDays(1)))
                .forEach(officer -> routes.put(
                        officer(officer),
                        stops(officer, day).stream()
                                .filter(stop -> clerk.worksFor(stop.visit().unit()))
                                .toList()));
        return routes;
    }

    /** Whom the clerk can send, by name. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Officer> officers(Actor clerk) {
        return accounts.withRole(Role.OFFICER).stream()
                .filter(one -> clerk.worksFor(one.unit()))
                .map(one -> officer(one.id()))
                .sorted(Comparator.comparing(Officer::name))
                .toList();
    }

    private Officer officer(String account) {
        return new Officer(account, accounts.person(account).name());
    }

    private static boolean atTheDesk(Actor somebody) {
        return somebody.is(Role.CLERK) || somebody.is(Role.SUPERVISOR);
    }

    private List<HomeVisit> visitsOn(String officer, LocalDate day) {
        return visits.route(officer, midnight(day), midnight(day.plusDays(1)));
    }

    private static Instant midnight(LocalDate day) {
        return day.atStartOfDay(WorkingCalendar.ZONE).toInstant();
    }

    /** Why somebody may ask for a visit. */
    public List<String> reasons() {
        return rules.reasons();
    }

    public boolean atHome(String item) {
        return rules.atHome(item);
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    public List<HomeVisit> unplanned(Actor clerk) {
        return visits.unplanned(clerk.unit(), MOST_LISTED);
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    public List<HomeVisit> of(Actor citizen) {
        return visits.of(citizen.id(), MOST_LISTED);
    }

    /** @throws Refusal {@code home-visit-unknown} */
    @Transactional(propagation = Propagation.SUPPORTS)
    public HomeVisit own(Actor citizen, String id) {
        return visits.find(id)
                .filter(found -> found.account().equals(citizen.id()))
                .orElseThrow(() -> Refusal.notFound("home-visit-unknown"));
    }

    /** @throws Refusal {@code home-visit-unknown} unless he was sent there or works at the desk of its unit */
    @Transactional(propagation = Propagation.SUPPORTS)
    public HomeVisit handled(Actor by, String id) {
        return visits.find(id)
                .filter(found -> by.id().equals(found.officer()) || atTheDesk(by) && by.worksFor(found.unit()))
                .orElseThrow(() -> Refusal.notFound("home-visit-unknown"));
    }

    private HomeVisit ofUnit(Actor clerk, String id) {
        return visits.find(id)
                .filter(found -> clerk.worksFor(found.unit()))
                .orElseThrow(() -> Refusal.notFound("home-visit-unknown"));
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Result> results(String id) {
        return visits.results(id);
    }

    private Instant now() {
        return Times.toMillis(clock.instant());
    }
}
