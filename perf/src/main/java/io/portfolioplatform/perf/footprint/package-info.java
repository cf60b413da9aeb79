/**
 * What a process needs, and how that grows with what people have. What a process needs,
 */
@NullMarked
package io.portfolioplatform.perf.footprint;

import org.jspecify.annotations.NullMarked;
