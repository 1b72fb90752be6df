package org.onewindow.service;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import org.onewindow.catalogue.ServiceItem;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Refusal.Defect;

/**
 * What an applicant hands in; he himself is whoever has signed in.
 *
 * @param item code in the catalogue
 * @param unit code of the unit where he applies
 * @param note what he has to say, or {@code null}
 * @param address where the result is posted, or {@code null}
 */
public record ServiceApplication(
        @NotBlank @Size(max = 10) String item,
        @NotBlank @Size(max = 60) String unit,
        @Size(max = 500) String note,
        @NotNull Delivery delivery,
        @Size(max = 200) String address) {

    /** 送达方式 */
    public enum Delivery {
        COUNTER,
        POST,
        ELECTRONIC
    }

    /** @throws Refusal {@code not-electronic}, {@code address-missing} */
    void requireDeliverable(ServiceItem offered) {
        List<Defect> defects = new ArrayList<>();
        if (delivery == Delivery.ELECTRONIC && !offered.electronicResult()) {
            defects.add(new Refusal.Defect("delivery", "not-electronic", List.of()));
        }
        if (delivery == Delivery.POST && (address == null || address.isBlank())) {
            defects.add(new Refusal.Defect("address", "address-missing", List.of()));
        }
        if (!defects.isEmpty()) {
            throw Refusal.invalid(defects);
        }
    }

    /** The same with what was corrected; {@code null} leaves a part as it was. */
    ServiceApplication corrected(String newNote, Delivery newDelivery, String newAddress) {
        return new ServiceApplication(
                item,
                unit,
                newNote == null ? note : newNote,
                newDelivery == null ? delivery : newDelivery,
                newAddress == null ? address : newAddress);
    }

    /** Names nothing personal. */
    @Override
    public String toString() {
        return "ServiceApplication[" + item + ", " + unit + ", " + delivery + "]";
    }
}
