package org.onewindow.certificate;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.onewindow.vault.Keyring;
import org.onewindow.vault.Keyring.Purpose;
import org.onewindow.vault.SigningKey;
import org.springframework.stereotype.Component;

/**
 * Signs by the office's own key: a detached CMS signature, ECDSA with SHA-256, with the signing certificate bound in
 * (CAdES B-B). The X.509 certificate is signed by the same key; readers that want an accredited authority have to be told to
 * trust it.
 */
@Component
class CertificateSeal {

    /** What a file that claims to be ours turns out to be. */
    enum Finding {
        GENUINE,
        ALTERED,
        FOREIGN
    }

    static final String ECDSA_SHA256 = "1.2.840.10045.4.3.2";

    private static final String ALGORITHM = "SHA256withECDSA";
    private static final X500Name NAME = new X500Name("CN=One Window electronic certificates (demo)");
    private static final LocalDate FROM = LocalDate.of(2024, 1, 1);
    private static final int YEARS = 30;

    private final Keyring keyring;

    CertificateSeal(Keyring keyring) {
        this.keyring = keyring;
    }

    /** A detached signature over the content, about one kilobyte. */
    byte[] sign(byte[] content) {
        SigningKey key = keyring.signingKey(Purpose.CERTIFICATE);
        try {
            ContentSigner signer =
                    new JcaContentSignerBuilder(ALGORITHM).build(key.pair().getPrivate());
            X509Certificate certificate = certificate(key, signer);
            var bound = new SigningCertificateV2(
                    new ESSCertIDv2(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded())));
            var attributes = new AttributeTable(
                    new Attribute(PKCSObjectIdentifiers.id_aa_signingCertificateV2, new DERSet(bound)));
            var generator = new CMSSignedDataGenerator();
            generator.addSignerInfoGenerator(
                    new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
                            .setSignedAttributeGenerator(new DefaultSignedAttributeTableGenerator(attributes))
                            .build(signer, certificate));
            generator.addCertificates(new JcaCertStore(List.of(certificate)));
            return generator
                    .generate(new CMSProcessableByteArray(content), false)
                    .getEncoded(ASN1Encoding.DER);
        } catch (GeneralSecurityException | OperatorCreationException | CMSException | IOException e) {
            throw new IllegalStateException("the signature cannot be made", e);
        }
    }

    /** The same for the same key, whichever node makes it. */
    private static X509Certificate certificate(SigningKey key, ContentSigner signer) throws GeneralSecurityException {
        X509CertificateHolder holder = new JcaX509v3CertificateBuilder(
                        NAME,
                        new BigInteger(key.id(), 16),
                        day(FROM),
                        day(FROM.plusYears(YEARS)),
                        NAME,
                        key.pair().getPublic())
                .build(signer);
        return new JcaX509CertificateConverter().getCertificate(holder);
    }

    private static Date day(LocalDate day) {
        return Date.from(day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /** Whether one of the office's keys, the present or an earlier one, signed exactly this content. */
    Finding verify(byte[] content, byte[] signature) {
        try {
            var signed = new CMSSignedData(new CMSProcessableByteArray(content), signature);
            Collection<SignerInformation> signers = signed.getSignerInfos().getSigners();
            if (signers.size() != 1) {
                return Finding.FOREIGN;
            }
            SignerInformation signer = signers.iterator().next();
            BigInteger serial = signer.getSID().getSerialNumber();
            PublicKey key = serial == null
                    ? null
                    : keyring.publicKeys(Purpose.CERTIFICATE).get(String.format(Locale.ROOT, "%08x", serial));
            if (key == null) {
                return Finding.FOREIGN;
            }
            return signer.verify(new JcaSimpleSignerInfoVerifierBuilder().build(key))
                    ? Finding.GENUINE
                    : Finding.ALTERED;
        } catch (CMSException | OperatorCreationException | RuntimeException e) {
            // Anybody may send anything; what cannot be read as a signature of ours is none.
            return Finding.ALTERED;
        }
    }
}
