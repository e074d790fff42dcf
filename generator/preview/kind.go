package preview

import (
	"bytes"
	"path"
)

// kinds are the types of files by the ending of their names.
var kinds = map[string]string{
	".html": "text/html; charset=utf-8",
	".css":  "text/css; charset=utf-8",
	".js":   "text/javascript; charset=utf-8",
	".csv":  "text/csv; charset=utf-8",
	".md":   "text/markdown; charset=utf-8",
	".txt":  "text/plain; charset=utf-8",
	".toml": "application/toml; charset=utf-8",
	".json": "application/json; charset=utf-8",
	".xml":  "application/xml; charset=utf-8",
	".svg":  "image/svg+xml; charset=utf-8",
	".png":  "image/png",
	".jpg":  "image/jpeg",
	".jpeg": "image/jpeg",
	".gif":  "image/gif",
	".webp": "image/webp",
	".avif": "image/avif",
	".ico":  "image/x-icon",
	".woff": "font/woff", ".woff2": "font/woff2",
	".pdf":  "application/pdf",
	".zip":  "application/zip",
	".doc":  "application/msword",
	".xls":  "application/vnd.ms-excel",
	".wps":  "application/vnd.ms-works",
	".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
	".ofd":  "application/ofd",
	".mp4":  "video/mp4",
}

// kindOf gives the type of a file. A feed is told from other XML by what it holds.
func kindOf(name string, data []byte) string {
	head := data[:min(len(data), 512)]
	switch kind, ok := kinds[path.Ext(name)]; {
	case ok && path.Ext(name) == ".xml" && bytes.Contains(head, []byte("<feed")):
		return "application/atom+xml; charset=utf-8"
	case ok && path.Ext(name) == ".xml" && bytes.Contains(head, []byte("<OpenSearchDescription")):
		return "application/opensearchdescription+xml; charset=utf-8"
	case ok:
		return kind
	}
	return "application/octet-stream"
}
