/**
 * Everything a user recorded, to take away.
 */
@NullMarked
package io.portfolioplatform.app.export;

import org.jspecify.annotations.NullMarked;
