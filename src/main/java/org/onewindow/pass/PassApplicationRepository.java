package org.onewindow.pass;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.onewindow.pass.PassApplication.Contact;
import org.onewindow.pass.PassApplication.Driver;
import org.onewindow.pass.PassApplication.Goods;
import org.onewindow.pass.PassApplication.Kind;
import org.onewindow.pass.PassApplication.Party;
import org.onewindow.pass.PassApplication.PlateEntry;
import org.onewindow.pass.PassApplication.Vehicle;
import org.onewindow.register.VehicleClass;
import org.onewindow.register.VehicleRecord.Body;
import org.onewindow.register.VehicleRecord.Energy;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Times;
import org.onewindow.vault.FieldCipher;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Applications and the checks made for them. The contact and the driver are personal and are kept sealed. */
@Repository
class PassApplicationRepository {

    /**
     * What the table {@code truck-access} said.
     *
     * @param reason code of the rule that applied
     * @param version of the table
     * @param restrictionEdition the rules on where trucks may go that were applied; empty when none was in force, {@code null}
     *     when the vehicle was not known
     * @param restrictionVersion of the table {@code truck-restriction}
     */
    record Access(String access, String reason, int version, String restrictionEdition, Integer restrictionVersion) {

        /** For a reason that lies outside the table. */
        Access instead(String other, String why) {
            return new Access(other, why, version, restrictionEdition, restrictionVersion);
        }
    }

    /** @param attempt 1 for the first time the registers were asked */
    record Attempted(int attempt, SourceCheck check) {}

    /** @param number of the pass that an application follows */
    record Followed(Succession.Kind kind, String number) {}

    private static final String TABLE = "truck_pass_application";

    private final JdbcClient sql;
    private final NamedParameterJdbcOperations batch;
    private final FieldCipher cipher;

    PassApplicationRepository(JdbcClient sql, NamedParameterJdbcOperations batch, FieldCipher cipher) {
        this.sql = sql;
        this.batch = batch;
        this.cipher = cipher;
    }

    void insert(String caseId, PassApplication application) {
        bind("""
                        INSERT INTO truck_pass_application (case_id, pass_class, plate_number, plate_type, vehicle_class,
                            body_type, energy,
                            length_mm, width_mm, height_mm, gross_mass_kg, zones, route, period_from, period_to,
                            hours_from, hours_to, purpose, goods_kind, goods_hazardous, applicant_kind, credit_code,
                            contact_name_sealed, contact_mobile_sealed, project, driver_licence_sealed)
                        VALUES (:case, :passClass, :plateNumber, :plateType, :vehicleClass,
                            :bodyType, :energy,
                            :lengthMm, :widthMm, :heightMm, :grossMassKg, :zones, :route, :periodFrom, :periodTo,
                            :hoursFrom, :hoursTo, :purpose, :goodsKind, :hazardous, :applicantKind, :creditCode,
                            :contactName, :contactMobile, :project, :driverLicence)
                        """, caseId, application).update();
    }

    void update(String caseId, PassApplication application) {
        bind("""
                        UPDATE truck_pass_application
                        SET pass_class = :passClass, plate_number = :plateNumber, plate_type = :plateType,
                            vehicle_class = :vehicleClass, body_type = :bodyType, energy = :energy, length_mm = :lengthMm, width_mm = :widthMm, height_mm = :heightMm,
                            gross_mass_kg = :grossMassKg, zones = :zones, route = :route, period_from = :periodFrom,
                            period_to = :periodTo, hours_from = :hoursFrom, hours_to = :hoursTo, purpose = :purpose,
                            goods_kind = :goodsKind, goods_hazardous = :hazardous, applicant_kind = :applicantKind,
                            credit_code = :creditCode, contact_name_sealed = :contactName,
                            contact_mobile_sealed = :contactMobile, project = :project,
                            driver_licence_sealed = :driverLicence
                        WHERE case_id = :case
                        """, caseId, application).update();
    }

    private JdbcClient.StatementSpec bind(String statement, String caseId, PassApplication a) {
        var plate = a.plate() == null ? new PlateEntry(null, null) : a.plate();
        var vehicle = a.vehicle() == null ? new Vehicle(null, null, null, null, null, null, null) : a.vehicle();
        var period = a.period() == null ? new Period(null, null) : a.period();
        var goods = a.goods() == null ? new Goods(null, null) : a.goods();
        var applicant = a.applicant() == null ? new Party(null, null) : a.applicant();
        var contact = a.contact() == null ? new Contact(null, null) : a.contact();
        boolean parsed = plate.number() != null && plate.type() != null;
        return sql.sql(statement)
                .param("case", caseId)
                .param("passClass", a.passClass() == null ? null : a.passClass().name())
                .param("plateNumber", parsed ? a.parsedPlate().number() : plate.number())
                .param("plateType", plate.type())
                .param("vehicleClass", name(vehicle.vehicleClass()))
                .param("bodyType", name(vehicle.bodyType()))
                .param("energy", name(vehicle.energy()))
                .param("lengthMm", vehicle.lengthMm())
                .param("widthMm", vehicle.widthMm())
                .param("heightMm", vehicle.heightMm())
                .param("grossMassKg", vehicle.grossMassKg())
                .param("zones", a.zones() == null ? "" : String.join(",", a.zones()))
                .param("route", a.route())
                .param("periodFrom", period.from())
                .param("periodTo", period.to())
                .param("hoursFrom", a.hours() == null ? null : a.hours().from().toString())
                .param("hoursTo", a.hours() == null ? null : a.hours().to().toString())
                .param("purpose", a.purpose())
                .param("goodsKind", goods.kind())
                .param("hazardous", goods.hazardous())
                .param("applicantKind", name(applicant.kind()))
                .param("creditCode", applicant.creditCode())
                .param("project", a.project())
                .param("contactName", cipher.seal(contact.name(), TABLE, caseId, "contact_name_sealed"))
                .param(
                        "driverLicence",
                        cipher.seal(
                                a.driver() == null ? null : a.driver().licenceNumber(),
                                TABLE,
                                caseId,
                                "driver_licence_sealed"))
                .param("contactMobile", cipher.seal(contact.mobile(), TABLE, caseId, "contact_mobile_sealed"));
    }

    void follow(String caseId, String earlier) {
        sql.sql("UPDATE truck_pass_application SET follows = :earlier WHERE case_id = :case")
                .param("earlier", earlier)
                .param("case", caseId)
                .update();
    }

    /** The case that this application follows, if somebody applied again. */
    Optional<String> earlier(String caseId) {
        return sql.sql("SELECT follows FROM truck_pass_application WHERE case_id = :case AND follows IS NOT NULL")
                .param("case", caseId)
                .query(String.class)
                .optional();
    }

    void succeed(String caseId, Succession.Kind kind, String number) {
        sql.sql("""
                        UPDATE truck_pass_application
                        SET predecessor = :number, succession = :kind
                        WHERE case_id = :case
                        """)
                .param("number", number)
                .param("kind", kind.name())
                .param("case", caseId)
                .update();
    }

    /** @param from first day on which the authority's silence grants it, or {@code null} when it does not */
    void grantedBySilence(String caseId, LocalDate from) {
        sql.sql("UPDATE truck_pass_application SET silent_from = :from WHERE case_id = :case")
                .param("from", from)
                .param("case", caseId)
                .update();
    }

    /** Cases that silence may grant on that day; the longest due come first. */
    List<String> silentBy(LocalDate day, int limit) {
        return sql.sql("""
                        SELECT case_id FROM truck_pass_application
                        WHERE silent_from <= :day
                        ORDER BY silent_from, case_id
                        LIMIT :limit
                        """)
                .param("day", day)
                .param("limit", limit)
                .query(String.class)
                .list();
    }

    /** The pass that this application is to renew or to amend, if there is one. */
    Optional<Followed> followed(String caseId) {
        return sql.sql("""
                        SELECT succession AS kind, predecessor AS number
                        FROM truck_pass_application
                        WHERE case_id = :case AND predecessor IS NOT NULL
                        """).param("case", caseId).query(Followed.class).optional();
    }

    /** The case by which somebody renews or amends this pass, from the draft to the decision. */
    Optional<String> openSuccession(String number) {
        return sql.sql("""
                        SELECT a.case_id
                        FROM truck_pass_application a JOIN service_case c ON c.id = a.case_id
                        WHERE a.predecessor = :number AND c.decided_at IS NULL
                        ORDER BY c.serial
                        LIMIT 1
                        """).param("number", number).query(String.class).optional();
    }

    /** @throws Refusal {@code case-unknown} for a case about something else */
    PassApplication get(String caseId) {
        return sql.sql("SELECT * FROM truck_pass_application WHERE case_id = :case")
                .param("case", caseId)
                .query(this::toApplication)
                .optional()
                .orElseThrow(() -> Refusal.notFound("case-unknown"));
    }

    void delete(String caseId) {
        sql.sql("DELETE FROM truck_pass_application WHERE case_id = :case")
                .param("case", caseId)
                .update();
    }

    void keep(String caseId, Access access) {
        sql.sql("""
                        UPDATE truck_pass_application
                        SET access = :access, access_reason = :reason, access_version = :version,
                            restriction_edition = :edition, restriction_version = :restrictionVersion
                        WHERE case_id = :case
                        """)
                .param("access", access.access())
                .param("reason", access.reason())
                .param("version", access.version())
                .param("edition", access.restrictionEdition())
                .param("restrictionVersion", access.restrictionVersion())
                .param("case", caseId)
                .update();
    }

    Access access(String caseId) {
        return ruled(caseId).orElseThrow();
    }

    /** Empty before the table was asked. */
    Optional<Access> ruled(String caseId) {
        return sql.sql("""
                        SELECT access, access_reason AS reason, access_version AS version, restriction_edition,
                               restriction_version
                        FROM truck_pass_application
                        WHERE case_id = :case AND access IS NOT NULL
                        """).param("case", caseId).query(Access.class).optional();
    }

    /** The next attempt: the first, or after a correction or a silence. */
    void keep(String caseId, List<SourceCheck> checks) {
        int attempt = sql.sql("SELECT COALESCE(MAX(attempt), 0) + 1 FROM source_check WHERE case_id = :case")
                .param("case", caseId)
                .query(Integer.class)
                .single();
        SqlParameterSource[] rows = checks.stream()
                .map(c -> new MapSqlParameterSource()
                        .addValue("case", caseId)
                        .addValue("attempt", attempt)
                        .addValue("source", c.source())
                        .addValue("code", c.code())
                        .addValue("result", c.result().name())
                        .addValue("detail", c.detail())
                        .addValue("validUntil", c.validUntil())
                        .addValue("askedAt", Times.sql(c.askedAt()))
                        .addValue("answeredAt", Times.sql(c.answeredAt()))
                        .addValue("rule", c.rule()))
                .toArray(SqlParameterSource[]::new);
        batch.batchUpdate("""
                INSERT INTO source_check
                    (case_id, attempt, source, code, result, detail, valid_until, asked_at, answered_at, rule)
                VALUES (:case, :attempt, :source, :code, :result, :detail, :validUntil, :askedAt, :answeredAt, :rule)
                """, rows);
    }

    /** The checks of the last attempt. */
    List<SourceCheck> checks(String caseId) {
        return sql.sql("""
                        SELECT * FROM source_check
                        WHERE case_id = :case
                          AND attempt = (SELECT MAX(attempt) FROM source_check WHERE case_id = :case)
                        ORDER BY seq
                        """)
                .param("case", caseId)
                .query(PassApplicationRepository::toCheck)
                .list();
    }

    /** The checks of every attempt, the last attempt first. */
    List<Attempted> attempts(String caseId) {
        return sql.sql("SELECT * FROM source_check WHERE case_id = :case ORDER BY attempt DESC, seq")
                .param("case", caseId)
                .query((row, i) -> new Attempted(row.getInt("attempt"), toCheck(row, i)))
                .list();
    }

    private static SourceCheck toCheck(ResultSet row, int i) throws SQLException {
        return new SourceCheck(
                row.getString("source"),
                row.getString("code"),
                SourceCheck.Result.valueOf(row.getString("result")),
                row.getString("detail"),
                row.getObject("valid_until", LocalDate.class),
                Times.instant(row, "asked_at"),
                Times.instant(row, "answered_at"),
                row.getString("rule"));
    }

    private PassApplication toApplication(ResultSet row, int i) throws SQLException {
        String caseId = row.getString("case_id");
        String hoursFrom = row.getString("hours_from");
        String zones = row.getString("zones");
        String passClass = row.getString("pass_class");
        return new PassApplication(
                passClass == null ? null : new PassClass(passClass),
                new PlateEntry(row.getString("plate_number"), row.getString("plate_type")),
                new Vehicle(
                        value(VehicleClass.class, row, "vehicle_class"),
                        value(Body.class, row, "body_type"),
                        value(Energy.class, row, "energy"),
                        row.getObject("length_mm", Integer.class),
                        row.getObject("width_mm", Integer.class),
                        row.getObject("height_mm", Integer.class),
                        row.getObject("gross_mass_kg", Integer.class)),
                zones.isEmpty() ? List.of() : Arrays.asList(zones.split(",")),
                row.getString("route"),
                new Period(row.getObject("period_from", LocalDate.class), row.getObject("period_to", LocalDate.class)),
                hoursFrom == null
                        ? null
                        : new Hours(LocalTime.parse(hoursFrom), LocalTime.parse(row.getString("hours_to"))),
                row.getString("purpose"),
                new Goods(row.getString("goods_kind"), row.getObject("goods_hazardous", Boolean.class)),
                new Party(value(Kind.class, row, "applicant_kind"), row.getString("credit_code")),
                new Contact(
                        cipher.open(row.getString("contact_name_sealed"), TABLE, caseId, "contact_name_sealed"),
                        cipher.open(row.getString("contact_mobile_sealed"), TABLE, caseId, "contact_mobile_sealed")),
                row.getString("project"),
                driver(row, caseId));
    }

    private Driver driver(ResultSet row, String caseId) throws SQLException {
        String sealed = row.getString("driver_licence_sealed");
        return sealed == null ? null : new Driver(cipher.open(sealed, TABLE, caseId, "driver_licence_sealed"));
    }

    private static String name(Enum<?> value) {
        return value == null ? null : value.name();
    }

    private static <E extends Enum<E>> E value(Class<E> type, ResultSet row, String column) throws SQLException {
        String name = row.getString(column);
        return name == null ? null : Enum.valueOf(type, name);
    }
}
