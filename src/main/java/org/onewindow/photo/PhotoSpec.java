package org.onewindow.photo;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;

/**
 * What a document asks of its photograph, in pixels of the rendition; what is {@code null} it does not ask.
 *
 * @param headWidth with ears and hair
 * @param faceWidth between the lines where the ears join the face
 * @param headLength from the top of the head to the chin
 * @param crownMargin from the upper edge to the top of the head
 * @param eyesFromTop from the upper edge to the middle between the eyes
 * @param eyesFromBottom the least from there to the lower edge
 * @param pupils from one to the other
 */
record PhotoSpec(
        @NotBlank String code,
        @NotBlank String nameZh,
        @NotBlank String nameEn,
        @Positive int width,
        @Positive int height,
        @Positive int dpi,
        @Valid Range headWidth,
        @Valid Range faceWidth,
        @Valid Range headLength,
        @Valid Range crownMargin,
        @Valid Range eyesFromTop,
        Integer eyesFromBottom,
        @Valid Range pupils,
        @NotNull @Valid Range kilobytes,
        @NotBlank String source,
        @NotNull Status status) {

    enum Status {
        /** Two independent texts agree. */
        TWO_TEXTS,
        ONE_TEXT,
        /** Texts differ on some figure. */
        UNSURE
    }

    /** Both ends belong to it. */
    record Range(@Positive double from, @Positive double to) {

        /** 0 in the middle, 1 at either end. */
        double off(double value) {
            return Math.abs(value - (from + to) / 2) / ((to - from) / 2);
        }

        boolean holds(double value, double tolerance) {
            return value >= from - tolerance && value <= to + tolerance;
        }
    }

    /** A kilobyte of either kind, 1000 or 1024 bytes. */
    int leastBytes() {
        return (int) kilobytes.from() * 1024;
    }

    int mostBytes() {
        return (int) kilobytes.to() * 1000;
    }

    /**
     * Whether all rules hold for a head that is enlarged {@code scale} times and has {@code margin} pixels above it.
     *
     * @param tolerance pixels by which each may be missed
     */
    boolean holds(Head head, double scale, double margin, double tolerance) {
        double eyes = margin + scale * head.crown();
        return holds(headWidth, scale * head.headWidth(), tolerance)
                && holds(faceWidth, scale * head.faceWidth(), tolerance)
                && holds(headLength, scale * head.length(), tolerance)
                && holds(crownMargin, margin, tolerance)
                && holds(eyesFromTop, eyes, tolerance)
                && holds(pupils, scale * head.pupils(), tolerance)
                && (eyesFromBottom == null || height - eyes >= eyesFromBottom - tolerance)
                && height - margin - scale * head.length() >= -tolerance;
    }

    private static boolean holds(Range range, double value, double tolerance) {
        return range == null || range.holds(value, tolerance);
    }
}
