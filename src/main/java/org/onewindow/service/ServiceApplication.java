package org.onewindow.service;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Null;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
 * @param outlet code of the outlet where he comes for it; {@code null} for the window of the unit
 * @param reception id of the visit in which a clerk takes it down for the visitor, or {@code null}
 * @param commitment {@code true} when he promises that he meets the conditions, instead of proving it
 * @param owed what is still missing of an application that was accepted without it; never handed in, only told
 * @param again {@code true} when he wants it although the same runs for him already
 */
public record ServiceApplication(
        @NotBlank @Size(max = 10) String item,
        @NotBlank @Size(max = 60) String unit,
        @Size(max = 500) String note,
        @NotNull Delivery delivery,
        @Size(max = 200) String address,
        @Size(max = 20) String outlet,
        @Size(max = 36) String reception,
        Boolean again,
        Boolean commitment,
        @Null String owed) {

    /** Of the applicant himself, who gets the result at the unit or by what the address says. */
    public ServiceApplication(String item, String unit, String note, Delivery delivery, String address) {
        this(item, unit, note, delivery, address, null, null, null, null, null);
    }

    /** 送达方式 */
    public enum Delivery {
        COUNTER,
        POST,
        ELECTRONIC
    }

    /**
     * @param outlets codes of those that serve the item
     * @throws Refusal {@code not-electronic}, {@code address-missing}, {@code outlet-elsewhere},
     *     {@code not-by-commitment}
     */
    void requireDeliverable(ServiceItem offered, Set<String> outlets) {
        List<Defect> defects = new ArrayList<>();
        if (delivery == Delivery.ELECTRONIC && !offered.electronicResult()) {
            defects.add(new Refusal.Defect("delivery", "not-electronic", List.of()));
        }
        if (delivery == Delivery.POST && (address == null || address.isBlank())) {
            defects.add(new Refusal.Defect("address", "address-missing", List.of()));
        }
        if (Boolean.TRUE.equals(commitment) && !offered.byCommitment()) {
            defects.add(new Refusal.Defect("commitment", "not-by-commitment", List.of()));
        }
        if (outlet != null && (delivery != Delivery.COUNTER || !outlets.contains(outlet))) {
            defects.add(new Refusal.Defect("outlet", "outlet-elsewhere", List.of()));
        }
        if (!defects.isEmpty()) {
            throw Refusal.invalid(defects);
        }
    }

    /** The same with proofs instead of a promise. */
    ServiceApplication proving() {
        return new ServiceApplication(item, unit, note, delivery, address, outlet, reception, again, null, owed);
    }

    /** The same with what was corrected; {@code null} leaves a part as it was. */
    ServiceApplication corrected(String newNote, Delivery newDelivery, String newAddress, String newOutlet) {
        return new ServiceApplication(
                item,
                unit,
                newNote == null ? note : newNote,
                newDelivery == null ? delivery : newDelivery,
                newAddress == null ? address : newAddress,
                newOutlet == null ? outlet : newOutlet,
                reception,
                again,
                commitment,
                owed);
    }

    /** Names nothing personal. */
    @Override
    public String toString() {
        return "ServiceApplication[" + item + ", " + unit + ", " + delivery + "]";
    }
}
