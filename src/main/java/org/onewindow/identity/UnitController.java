package org.onewindow.identity;

import java.util.List;
import org.onewindow.shared.Defects;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The tree of units, as an administrator of the system draws it. A unit never goes: cases were decided by it. */
@RestController
class UnitController {

    record Names(String nameZh, String nameEn) {}

    private static final String CODE = "[A-Z][A-Z0-9]{0,9}([.][A-Z0-9]{1,10}){0,4}";

    private final Units units;

    UnitController(Units units) {
        this.units = units;
    }

    @GetMapping("/api/units")
    List<Unit> units() {
        return units.all();
    }

    /** Founds the unit below the one its code says, or renames it; other nodes see it within a minute. */
    @PutMapping("/api/units/{code}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void found(@PathVariable String code, @RequestBody Names names) {
        String parent = code.contains(".") ? code.substring(0, code.lastIndexOf('.')) : null;
        new Defects()
                .require(code.matches(CODE), "code", "unit-code-malformed")
                .require(names.nameZh() != null && !names.nameZh().isBlank(), "nameZh", "name-missing")
                .require(names.nameEn() != null && !names.nameEn().isBlank(), "nameEn", "name-missing")
                .require(parent == null || units.exists(parent), "code", "unit-unknown")
                .refuse();
        units.draw(new Unit(code, names.nameZh(), names.nameEn(), parent));
    }
}
