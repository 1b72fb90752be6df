package org.onewindow.licence;

import org.onewindow.outlet.Point;

/**
 * Where drivers are examined (MPS order 162, article 85).
 *
 * @param creditCode by which it is known when it sends a report
 * @param point WGS84
 */
record MedicalInstitution(
        String code,
        Kind kind,
        String division,
        String creditCode,
        String nameZh,
        String nameEn,
        String addressZh,
        Point point) {

    enum Kind {
        HOSPITAL,
        TOWNSHIP_HEALTH_CENTRE,
        COMMUNITY_CENTRE,
        CHECKUP_CENTRE
    }
}
