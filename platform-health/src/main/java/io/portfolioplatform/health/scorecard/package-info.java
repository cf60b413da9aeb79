/**
 * Whether the process meets its objectives, judged over a sliding window.
 */
@NullMarked
package io.portfolioplatform.health.scorecard;

import org.jspecify.annotations.NullMarked;
