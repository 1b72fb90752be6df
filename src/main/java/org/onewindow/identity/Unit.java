package org.onewindow.identity;

/**
 * An organisation unit of the authority.
 *
 * @param code dotted path such as {@code YT.JJ.ZF}
 * @param parent code of the unit above, or {@code null} at the top
 */
public record Unit(String code, String nameZh, String nameEn, String parent) {}
