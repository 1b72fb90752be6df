package org.onewindow.service;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Null;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.onewindow.catalogue.ServiceItem;
import org.onewindow.shared.Defects;
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
 * @param form answers by the names of the item's fields; {@code null} and a blank answer say nothing
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
        @Null String owed,
        @Size(max = 30) Map<@Size(max = 40) String, @Size(max = 200) String> form) {

    public ServiceApplication {
        form = form == null ? Map.of() : answered(form);
    }

    private static Map<String, String> answered(Map<String, String> form) {
        var answers = new TreeMap<String, String>();
        form.forEach((name, answer) -> {
            if (answer != null && !answer.isBlank()) {
                answers.put(name, answer.strip());
            }
        });
        return Collections.unmodifiableMap(answers);
    }

    public ServiceApplication(
            String item,
            String unit,
            String note,
            Delivery delivery,
            String address,
            String outlet,
            String reception,
            Boolean again,
            Boolean commitment,
            String owed) {
        this(item, unit, note, delivery, address, outlet, reception, again, commitment, owed, null);
    }

    /** Of the applicant himself, who gets the result at the unit or by what the address says. */
    public ServiceApplication(String item, String unit, String note, Delivery delivery, String address) {
        this(item, unit, note, delivery, address, null, null, null, null, null);
    }

    private static final String FORM = "form.";

    /** 送达方式 */
    public enum Delivery {
        COUNTER,
        POST,
        ELECTRONIC
    }

    /**
     * @param outlets codes of those that serve the item
     * @param whole whether nothing may be missing, because it is handed in
     * @throws Refusal {@code not-electronic}, {@code address-missing}, {@code outlet-elsewhere},
     *     {@code not-by-commitment}, {@code form-field-unknown}, {@code form-field-malformed}, {@code missing}
     */
    void requireDeliverable(ServiceItem offered, Set<String> outlets, boolean whole) {
        List<Defect> defects = new ArrayList<>(whole ? missing(offered) : List.of());
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
        form.forEach((name, answer) -> offered.form().stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .ifPresentOrElse(
                        field -> {
                            if (!field.fits(answer)) {
                                defects.add(new Refusal.Defect(FORM + name, "form-field-malformed", List.of()));
                            }
                        },
                        () -> defects.add(new Refusal.Defect(FORM + name, "form-field-unknown", List.of()))));
        if (!defects.isEmpty()) {
            throw Refusal.invalid(defects);
        }
    }

    private List<Defect> missing(ServiceItem offered) {
        var defects = new Defects();
        offered.form()
                .forEach(field -> defects.require(
                        !field.required() || form.containsKey(field.name()), FORM + field.name(), "missing"));
        return defects.found();
    }

    /** The same with proofs instead of a promise. */
    ServiceApplication proving() {
        return new ServiceApplication(item, unit, note, delivery, address, outlet, reception, again, null, owed, form);
    }

    /** The same with what was corrected; {@code null} leaves a part as it was. */
    ServiceApplication corrected(
            String newNote, Delivery newDelivery, String newAddress, String newOutlet, Map<String, String> newForm) {
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
                owed,
                newForm == null ? form : newForm);
    }

    /** Names nothing personal. */
    @Override
    public String toString() {
        return "ServiceApplication[" + item + ", " + unit + ", " + delivery + "]";
    }
}
