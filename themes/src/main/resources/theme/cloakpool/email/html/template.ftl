<#-- After template.ftl of the theme base in Keycloak 26.7.4: mail programs take only styles that stand at the element. -->
<#macro emailLayout>
<!DOCTYPE html>
<html lang="${locale.language}" dir="${(ltr)?then("ltr", "rtl")}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
</head>
<body style="margin: 0; padding: 24px 16px; font-family: -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif; font-size: 16px; line-height: 1.5;">
  <div style="max-width: 560px; margin: 0 auto;">
    <p style="font-size: 20px; font-weight: bold;">${realmName!}</p>
    <#nested>
  </div>
</body>
</html>
</#macro>
