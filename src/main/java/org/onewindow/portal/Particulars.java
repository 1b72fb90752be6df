package org.onewindow.portal;

import java.util.Locale;
import org.onewindow.casework.Case;
import org.onewindow.casework.CaseView;
import org.onewindow.certificate.Certificates;
import org.onewindow.exchange.Transfers;
import org.onewindow.joint.JointPermits;
import org.onewindow.licence.LicenceView;
import org.onewindow.rating.Rating;
import org.onewindow.rating.Ratings;
import org.onewindow.service.Commitments;
import org.onewindow.shared.Actor;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What the page of a case says beside what all cases have in common. */
@Component
class Particulars {

    private final Ratings ratings;
    private final Commitments commitments;
    private final LicenceView.Maker licences;
    private final JointPermits joint;
    private final Transfers transfers;
    private final Certificates certificates;
    private final CaseView.Maker views;
    private final Words words;

    Particulars(
            Ratings ratings,
            Commitments commitments,
            LicenceView.Maker licences,
            JointPermits joint,
            Transfers transfers,
            Certificates certificates,
            CaseView.Maker views,
            Words words) {
        this.ratings = ratings;
        this.commitments = commitments;
        this.licences = licences;
        this.joint = joint;
        this.transfers = transfers;
        this.certificates = certificates;
        this.views = views;
        this.words = words;
    }

    /**
     * What one department does with its part of an application.
     *
     * @param name of what it decides about
     */
    record DepartmentPart(String name, CaseView handling) {}

    void add(Actor owner, Case own, Locale locale, Model page) {
        page.addAttribute("licence", licences.of(own, locale).orElse(null));
        page.addAttribute(
                "departments",
                joint.parts(own).stream()
                        .map(part -> new DepartmentPart(
                                words.text("joint.part." + part.part()), views.of(part.c(), locale, false)))
                        .toList());
        transfers.find(own).ifPresent(transfer -> {
            page.addAttribute("transfer", transfer);
            page.addAttribute("otherCity", transfers.city(transfer, locale));
        });
        page.addAttribute("certified", certificates.existFor(own));
        page.addAttribute("rateUntil", ratings.openUntil(own).orElse(null));
        Rating rating = ratings.find(owner, own).orElse(null);
        page.addAttribute("rating", rating);
        if (rating != null) {
            page.addAttribute("ratedAs", words.text("rating.level." + rating.level()));
            page.addAttribute(
                    "ratingResult",
                    rating.answer() == null
                            ? null
                            : words.text("rating.result." + rating.answer().result()));
        }
        commitments.of(own).ifPresent(check -> {
            page.addAttribute("promise", check);
            page.addAttribute(
                    "promiseResult",
                    check.result() == null ? null : words.text("service.commitment." + check.result()));
        });
    }
}
