package org.onewindow.photo;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({QualityRules.class, PhotoSpecs.class})
class PhotoConfiguration {}
