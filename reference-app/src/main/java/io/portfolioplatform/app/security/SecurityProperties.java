package io.portfolioplatform.app.security;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the application's security.
 *
 * @param allowedHosts host names that requests may name, without scheme and port; a
 * leading dot allows subdomains too. None allows every name
 */
@ConfigurationProperties("portfolio.security")
record SecurityProperties(@DefaultValue List<String> allowedHosts) {

}
