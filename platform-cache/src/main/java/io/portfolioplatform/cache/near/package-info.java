/**
 * The cache inside one JVM: bounded, with a lifetime per entry and one load per key.
 */
@NullMarked
package io.portfolioplatform.cache.near;

import org.jspecify.annotations.NullMarked;
