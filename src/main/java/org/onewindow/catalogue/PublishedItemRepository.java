package org.onewindow.catalogue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.onewindow.shared.Times;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Versions that were published while the office worked. Rows are added and never changed; of two for one day the later counts. */
@Repository
class PublishedItemRepository {

    private static final TypeReference<Map<String, String>> CELLS = new TypeReference<>() {};

    /** @param cells by column, as {@link ItemFile} reads them */
    record Published(long serial, Map<String, String> cells, String reason, Instant at) {}

    private final JdbcClient sql;

    PublishedItemRepository(JdbcClient sql) {
        this.sql = sql;
    }

    /** Serial of the last of what {@link #all} would return; 0 when there is none. */
    long last() {
        return sql.sql("SELECT COALESCE(MAX(serial), 0) FROM service_item_version")
                .query(Long.class)
                .single();
    }

    List<Published> all() {
        return sql.sql("SELECT serial, cells, reason, published_at FROM service_item_version ORDER BY serial")
                .query((row, i) -> new Published(
                        row.getLong("serial"),
                        JsonMapper.shared().readValue(row.getString("cells"), CELLS),
                        row.getString("reason"),
                        Times.instant(row, "published_at")))
                .list();
    }

    void insert(ServiceItem item, Map<String, String> cells, String reason, String by, Instant at) {
        sql.sql("""
                        INSERT INTO service_item_version
                          (code, effective_from, cells, reason, published_by, published_at)
                        VALUES (:code, :from, :cells, :reason, :by, :at)
                        """)
                .param("code", item.code())
                .param("from", item.effectiveFrom())
                .param("cells", JsonMapper.shared().writeValueAsString(cells))
                .param("reason", reason)
                .param("by", by)
                .param("at", Times.sql(at))
                .update();
    }
}
