package org.onewindow.catalogue;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.onewindow.catalogue.ServiceItem.Applicant;
import org.onewindow.catalogue.ServiceItem.Category;
import org.onewindow.catalogue.ServiceItem.FieldKind;
import org.onewindow.catalogue.ServiceItem.Nature;
import org.onewindow.catalogue.ServiceItem.Words;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.io.Resource;
import org.springframework.validation.annotation.Validated;

/**
 * What the catalogue says of many items at once, from {@code catalogue/catalogue.yml}.
 *
 * @param files items, one a line; a file named later adds to those before
 * @param words names of the codes that are shown to people
 * @param competent unit that decides what a station accepts and forwards
 * @param forms what applications for an item say
 * @param severalAtOnce of which one person may have more than one application under way
 * @param tolerant which are accepted although a minor paper is still missing
 * @param byCommitment for which a promise may stand in for proofs
 * @param partRemedies what is open against one part of an item that several authorities decide, by item and part
 */
@Validated
@ConfigurationProperties("onewindow.catalogue")
record CatalogueRules(
        @NotEmpty List<Resource> files,
        @NotEmpty Map<String, Words> remedies,
        @NotEmpty Map<Nature, @Valid NatureRule> natures,
        @NotEmpty Map<String, Words> words,
        @NotNull List<@Valid Material> materials,
        @NotNull List<@Valid FormField> forms,
        @NotEmpty Map<Category, String> competent,
        @NotNull @Valid Limits limits,
        @NotNull Set<Nature> severalAtOnce,
        @NotNull Set<Nature> tolerant,
        @NotNull Set<Nature> byCommitment,

        @NotNull Map<String, Map<String, String>> partRemedies) {

    /** What is statutory and what the authority promises, in working days. */
    record Limit(@Positive int statutory, @Positive int promised) {

        @AssertTrue
        boolean isPromisedWithinTheLaw() {
            return promised <= statutory;
        }
    }

    record Limits(
            @NotNull @Valid Limit notice, @NotNull @Valid Limit delivery) {}

    /**
     * @param remedy what is open against a refusal, unless the item says otherwise
     * @param decisionWorkingDays limit by law, or {@code null} where no law sets one for the nature
     */
    record NatureRule(
            @NotBlank String zh,
            @NotBlank String en,
            @NotBlank String remedy,
            Integer decisionWorkingDays) {

        Words name() {
            return new Words(zh, en);
        }
    }

    /**
     * A paper.
     *
     * @param bring false for what is not asked for, because a register answers
     * @param categories whose items it goes with; all when none is named, and likewise the next three
     */
    record Material(
            @NotBlank String zh,
            @NotBlank String en,
            boolean bring,
            Set<Category> categories,
            Set<Applicant> applicants,
            Set<Nature> natures,
            Set<String> items) {

        boolean goesWith(ServiceItem item) {
            return (categories == null || categories.contains(item.category()))
                    && (applicants == null || applicants.contains(item.applicant()))
                    && (natures == null || natures.contains(item.nature()))
                    && (items == null || items.contains(item.code()));
        }

        Words name() {
            return new Words(zh, en);
        }
    }

    /**
     * What an application says.
     *
     * @param name of the field, as it stands in a request
     * @param options what a choice offers, by code
     * @param items first letters of the codes of the items whose form it stands in
     */
    record FormField(
            @Pattern(regexp = "[a-z][A-Za-z]{1,29}") String name,
            @NotBlank String zh,
            @NotBlank String en,
            @NotNull FieldKind kind,
            boolean required,
            Map<String, Words> options,
            @NotEmpty Set<String> items) {

        @AssertTrue
        boolean isAChoiceOfSomething() {
            return (kind == FieldKind.CHOICE) == (options != null && !options.isEmpty());
        }

        boolean standsIn(String item) {
            return items.stream().anyMatch(item::startsWith);
        }

        ServiceItem.Field field() {
            return new ServiceItem.Field(
                    name, new Words(zh, en), kind, required, options == null ? Map.of() : Map.copyOf(options));
        }
    }

    /** The form of an item, in the order of the file. */
    List<ServiceItem.Field> form(String item) {
        return forms.stream()
                .filter(field -> field.standsIn(item))
                .map(FormField::field)
                .toList();
    }

    Words word(Enum<?> code) {
        Words word = words.get(code.name());
        if (word == null) {
            throw new IllegalStateException("the catalogue has no words for " + code);
        }
        return word;
    }
}
