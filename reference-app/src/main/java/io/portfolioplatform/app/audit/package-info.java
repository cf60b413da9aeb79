/**
 * Who changed what and when.
 */
@NullMarked
package io.portfolioplatform.app.audit;

import org.jspecify.annotations.NullMarked;
