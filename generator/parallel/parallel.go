// Package parallel does like things side by side.
package parallel

import (
	"context"
	"sync"
	"sync/atomic"
)

// Each calls do with 0 … n-1, jobs of them at a time, until one gives an error
// or the context ends. It gives the error of the lowest index that had one, so
// that the same input gives the same error.
func Each(ctx context.Context, jobs, n int, do func(i int) error) error {
	var (
		next   atomic.Int64
		failed atomic.Bool
		wait   sync.WaitGroup
	)
	errs := make([]error, n)
	for range min(max(jobs, 1), n) {
		wait.Go(func() {
			for !failed.Load() && ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				if errs[i] = do(i); errs[i] != nil {
					failed.Store(true)
				}
			}
		})
	}
	wait.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return ctx.Err()
}
