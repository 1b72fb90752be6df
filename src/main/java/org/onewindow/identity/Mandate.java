package org.onewindow.identity;

import java.time.LocalDate;

/**
 * What lets an agent act for a company.
 *
 * @param creditCode unified social credit code of the company, 18 characters (GB 32100)
 * @param validFrom first day, in Asia/Shanghai
 * @param validTo last day, or {@code null} while nobody has ended it
 */
public record Mandate(String companyName, String creditCode, LocalDate validFrom, LocalDate validTo) {}
