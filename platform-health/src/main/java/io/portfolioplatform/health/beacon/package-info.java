/**
 * Times that real browsers measured.
 */
@NullMarked
package io.portfolioplatform.health.beacon;

import org.jspecify.annotations.NullMarked;
