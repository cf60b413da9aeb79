/**
 * How probes are decided and answered.
 */
@NullMarked
package io.portfolioplatform.health.probe;

import org.jspecify.annotations.NullMarked;
