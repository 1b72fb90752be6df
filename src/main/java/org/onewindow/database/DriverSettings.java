package org.onewindow.database;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Driver settings that a plain {@code jdbc:mysql://host/db} need not repeat; what the URL says itself wins. */
@Configuration(proxyBeanMethods = false)
class DriverSettings {

    private static final Map<String, String> MYSQL = Map.of(
            // The engine's columns have no fractions; a rounded one would let its timers come due in the future.
            "sendFractionalSeconds", "false",
            "connectionTimeZone", "UTC",
            "forceConnectionTimeZoneToSession", "true",
            "rewriteBatchedStatements", "true",
            "cachePrepStmts", "true",
            "prepStmtCacheSize", "500",
            "prepStmtCacheSqlLimit", "8192",
            // The pool sets isolation and autocommit once a connection; asking the server each time is a round trip.
            "useLocalSessionState", "true",
            "cacheServerConfiguration", "true",
            // A row that stays locked for longer than a person waits is a conflict, not a reason to hang.
            "sessionVariables", "innodb_lock_wait_timeout=5");

    @Bean
    static BeanPostProcessor mysqlSettings() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof HikariDataSource pool
                        && pool.getJdbcUrl() != null
                        && pool.getJdbcUrl().startsWith("jdbc:mysql:")) {
                    MYSQL.forEach((key, value) -> pool.getDataSourceProperties().putIfAbsent(key, value));
                }
                return bean;
            }
        };
    }
}
