/**
 * What a portfolio held on a day and how it fared over a period, computed by
 * {@code portfolio-domain}.
 */
@NullMarked
package io.portfolioplatform.app.performance;

import org.jspecify.annotations.NullMarked;
