/**
 * What is learned of a load while it runs.
 */
@NullMarked
package io.portfolioplatform.cache.load;

import org.jspecify.annotations.NullMarked;
