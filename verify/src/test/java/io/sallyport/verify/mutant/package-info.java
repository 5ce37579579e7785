@NullMarked
package io.sallyport.verify.mutant;

import org.jspecify.annotations.NullMarked;
