/**
 * Problem details of RFC 9457 for whatever goes wrong.
 */
@NullMarked
package io.portfolioplatform.app.problem;

import org.jspecify.annotations.NullMarked;
