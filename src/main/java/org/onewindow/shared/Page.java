package org.onewindow.shared;

import java.util.List;
import java.util.function.Function;

/**
 * A stretch of a list in a stable order.
 *
 * @param next cursor of the next stretch, or {@code null} at the end
 * @param total exact number of rows that the filter matches, or {@code null} where nobody counts them
 */
public record Page<T>(List<T> items, String next, Long total) {

    public Page {
        items = List.copyOf(items);
    }

    /**
     * @param rows up to {@code limit + 1} rows; one more than the limit says that there is a next page
     * @param cursor names the place behind a row
     */
    public static <T> Page<T> of(List<T> rows, int limit, Function<T, String> cursor, Long total) {
        boolean more = rows.size() > limit;
        List<T> items = more ? rows.subList(0, limit) : rows;
        return new Page<>(items, more ? cursor.apply(items.get(limit - 1)) : null, total);
    }
}
