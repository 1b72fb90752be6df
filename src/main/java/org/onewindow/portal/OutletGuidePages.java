package org.onewindow.portal;

import org.onewindow.outlet.Outlet;
import org.onewindow.outlet.OutletGuides;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The way to an outlet (一键导航), counted and opened in the map of the telephone. */
@Controller
class OutletGuidePages {

    private final OutletGuides guides;
    private final Words words;

    OutletGuidePages(OutletGuides guides, Words words) {
        this.guides = guides;
        this.words = words;
    }

    @PostMapping("/portal/outlets/{code}/guides")
    String guide(@PathVariable String code, @RequestParam String item, Model page) {
        Outlet outlet = guides.guide(code, item);
        page.addAttribute("name", outlet.name(words.locale()));
        page.addAttribute("address", outlet.addressZh());
        page.addAttribute(
                "point", outlet.point().latitude() + "," + outlet.point().longitude());
        page.addAttribute("list", "/portal/items/" + item + "/visit");
        page.addAttribute("visit", "/portal/items/" + item + "/visit/" + code);
        return "portal/guide";
    }
}
