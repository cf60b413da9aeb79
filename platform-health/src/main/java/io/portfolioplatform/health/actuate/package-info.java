/**
 * Endpoints of the Actuator.
 */
@NullMarked
package io.portfolioplatform.health.actuate;

import org.jspecify.annotations.NullMarked;
