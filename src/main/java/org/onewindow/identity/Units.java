package org.onewindow.identity;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tree of units. */
@Repository
public class Units {

    private final JdbcClient jdbc;

    Units(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Every unit, those above before those below. */
    public List<Unit> all() {
        return jdbc.sql("SELECT code, name_zh, name_en, parent FROM unit ORDER BY code")
                .query(Unit.class)
                .list();
    }

    /** The unit's English name for English, its Chinese name for every other language, its code when nobody knows it. */
    public String name(String code, Locale locale) {
        return find(code)
                .map(unit -> locale.getLanguage().equals("en") ? unit.nameEn() : unit.nameZh())
                .orElse(code);
    }

    public boolean exists(String code) {
        return find(code).isPresent();
    }

    private Optional<Unit> find(String code) {
        return jdbc.sql("SELECT code, name_zh, name_en, parent FROM unit WHERE code = :code")
                .param("code", code)
                .query(Unit.class)
                .optional();
    }

    void found(Unit unit) {
        jdbc.sql("""
                        INSERT INTO unit (code, name_zh, name_en, parent)
                        VALUES (:code, :nameZh, :nameEn, :parent)
                        """).paramSource(unit).update();
    }
}
