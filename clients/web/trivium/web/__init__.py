"""The page that the gateway's HTTP port serves: plain files, read by `trivium.services.gateway.http.page`."""
