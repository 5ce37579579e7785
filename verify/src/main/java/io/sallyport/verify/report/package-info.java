/** What the last run of all tests left behind: each test with its tags and its outcome. */
@NullMarked
package io.sallyport.verify.report;

import org.jspecify.annotations.NullMarked;
