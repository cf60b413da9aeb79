/**
 * Load tests of the whole system as it is shipped, with a report of pictures.
 */
@NullMarked
package io.portfolioplatform.perf.load;

import org.jspecify.annotations.NullMarked;
