package io.portfolioplatform.app.security;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the application's security.
 *
 * @param allowedHosts host names that requests may name, without scheme and port; a
 * leading dot allows subdomains too. None allows every name
 * @param maxBody size beyond which a body is refused, unless it is an upload
 */
@ConfigurationProperties(prefix = "portfolio.security", ignoreUnknownFields = false)
record SecurityProperties(@DefaultValue List<String> allowedHosts, @DefaultValue("1MB") DataSize maxBody) {

}
