// Package browsertest opens Chromium for tests.
package browsertest

import (
	"context"
	"os"
	"os/exec"
	"testing"

	"github.com/chromedp/chromedp"
)

// Tab opens a tab, which the end of the test closes. Without Chromium the test is
// skipped, and so it is with -short, unless GONGKAI_BROWSER=required.
func Tab(t testing.TB) context.Context {
	t.Helper()
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(find(t)), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
		chromedp.UserDataDir(t.TempDir()))...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	return ctx
}

// Need ends a test where Tab would, before it has made anything for Chromium to look at.
func Need(t testing.TB) {
	t.Helper()
	find(t)
}

func find(t testing.TB) string {
	t.Helper()
	required := os.Getenv("GONGKAI_BROWSER") == "required"
	if testing.Short() && !required {
		t.Skip("-short leaves out what runs in Chromium")
	}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	if required {
		t.Fatal("there is no Chromium")
	}
	t.Skip("there is no Chromium; set GONGKAI_BROWSER=required to make this an error")
	return ""
}
