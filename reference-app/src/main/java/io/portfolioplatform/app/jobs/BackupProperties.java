package io.portfolioplatform.app.jobs;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is expected of backups.
 *
 * @param maxAge age beyond which the last backup is too old, for instance 26h; with 0
 * nobody looks
 */
@ConfigurationProperties(prefix = "portfolio.backup", ignoreUnknownFields = false)
record BackupProperties(@DefaultValue("0s") Duration maxAge) {
}
