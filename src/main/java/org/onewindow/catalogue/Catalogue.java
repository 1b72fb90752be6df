package org.onewindow.catalogue;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.onewindow.shared.Refusal;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** The service items in force, read once at start. */
@Component
public class Catalogue {

    @ConfigurationProperties("onewindow.catalogue")
    record Shipped(List<ServiceItem> items) {}

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(Shipped.class)
    static class Loading {}

    private final Map<String, ServiceItem> items;

    Catalogue(Shipped shipped) {
        items = shipped.items().stream().collect(Collectors.toUnmodifiableMap(ServiceItem::code, Function.identity()));
    }

    /** The entry of a case that exists already, whether the item is still offered or not. */
    public ServiceItem item(String code) {
        ServiceItem item = items.get(code);
        if (item == null) {
            throw Refusal.notFound("item-unknown", code);
        }
        return item;
    }

    /** @throws Refusal {@code item-not-offered} when nobody can apply for it on that day */
    public ServiceItem offered(String code, LocalDate day) {
        ServiceItem item = item(code);
        if (!item.offeredOn(day)) {
            throw Refusal.conflict("item-not-offered", code);
        }
        return item;
    }
}
