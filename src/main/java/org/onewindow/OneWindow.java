package org.onewindow;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.modulith.Modulithic;

@Modulithic(systemName = "One Window", sharedModules = "shared")
@SpringBootApplication
public class OneWindow {

    public static void main(String[] args) {
        SpringApplication.run(OneWindow.class, args);
    }
}
