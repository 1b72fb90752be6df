package org.onewindow.certificate;

import java.time.LocalDate;
import java.util.List;

/**
 * What stands on the one page of a certificate, in Chinese, whatever it is written as.
 *
 * @param number found again by whoever reads the file
 */
record CertificateSheet(
        String title,
        String number,
        String identifier,
        String text,
        LocalDate validTo,
        String issuer,
        LocalDate issuedOn) {

    static final String FOOT = "本证明由电子签名保证真实，打印件请凭编号核验。演示数据，无法律效力。";

    List<String> lines() {
        return List.of("编号：" + number, "标识：" + identifier, validTo == null ? "有效期：长期" : "有效期至：" + chinese(validTo));
    }

    static String chinese(LocalDate day) {
        return day.getYear() + "年" + day.getMonthValue() + "月" + day.getDayOfMonth() + "日";
    }

    /** Names nothing personal. */
    @Override
    public String toString() {
        return "CertificateSheet[" + number + "]";
    }
}
