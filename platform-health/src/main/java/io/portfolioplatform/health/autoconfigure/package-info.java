/**
 * Auto-configuration of the probes.
 */
@NullMarked
package io.portfolioplatform.health.autoconfigure;

import org.jspecify.annotations.NullMarked;
